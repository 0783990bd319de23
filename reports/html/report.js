
'use strict';
// The pages are complete without this script. It adds filters, two views side by side, keys, and readable octets.
// What tests and other tools may rely on: #filter with the fields text, verdict, step, level, impact, mechanism, differing;
// .view and .views; details.vector and .req with their id and data-verdict, -step, -levels, -impacts, -mechanisms;
// .dialogue li.s, .r, .e; button[name=raw]; tr[data-verdict] in tables that compare; li[data-verdict] in .change.
(function () {
  const all = function (selector, from) { return Array.from((from || document).querySelectorAll(selector)); };
  const form = document.getElementById('filter');
  const views = all('.view');
  const items = all('[data-verdict]');
  const vectors = items.filter(function (item) { return item.matches('.vector'); });
  const groups = all('.step, .sec, .spec, .change');
  const words = function (text) { return (text || '').split(' ').filter(Boolean); };
  const shown = function (item) { return !item.closest('[hidden]'); };
  document.documentElement.classList.add('scripted');

  // Filters -----------------------------------------------------------------------------------------------------
  const texts = new Map();
  function textOf(item) {
    if (!texts.has(item)) {
      const parts = item.matches('.vector') ? all('summary, .checks p, .checks .untested', item) : [item];
      texts.set(item, parts.map(function (part) { return part.textContent; }).join(' ').toLowerCase());
    }
    return texts.get(item);
  }

  function apply() {
    const data = new FormData(form);
    const verdicts = new Set(data.getAll('verdict'));
    const step = data.get('step');
    const level = data.get('level');
    const impact = data.get('impact');
    const mechanism = data.get('mechanism');
    const search = words(data.get('text').toLowerCase());
    const fits = function (item) {
      const is = item.dataset;
      return words(is.verdict).some(function (verdict) { return verdicts.has(verdict); })
        && (!step || is.step === undefined || is.step === step)
        && (!level || words(is.levels).includes(level))
        && (!impact || words(is.impacts).includes(impact))
        && (!mechanism || is.mechanisms === undefined || words(is.mechanisms).includes(mechanism))
        && (!data.get('differing') || is.same === undefined)
        && search.every(function (word) { return textOf(item).includes(word); });
    };
    items.forEach(function (item) { item.hidden = !fits(item); });
    // A requirement knows neither step nor mechanism: it stays when one of its vectors does.
    if (step || mechanism) {
      items.forEach(function (item) {
        const links = all('.by a', item);
        if (item.hidden || !item.matches('.req')) return;
        item.hidden = !links.some(function (link) {
          const vector = document.getElementById(decodeURIComponent(link.hash.slice(1)));
          return vector && !vector.hidden;
        });
      });
    }
    groups.reverse().forEach(function (group) {
      group.hidden = !all('[data-verdict]', group).some(function (item) { return !item.hidden; });
    });
    groups.reverse();
    const count = function (kind) {
      const some = items.filter(function (item) { return item.matches(kind); });
      return some.filter(function (item) { return !item.hidden; }).length + ' of ' + some.length;
    };
    form.querySelector('output').textContent = vectors.length
      ? count('.vector') + ' vectors, ' + count('.req') + ' requirements' : count('*') + ' rows';
  }

  function prepareFilter() {
    const present = new Set(items.flatMap(function (item) { return words(item.dataset.verdict); }));
    all('[name=verdict]', form).forEach(function (box) { box.parentElement.hidden = !present.has(box.value); });
    const select = form.elements.namedItem('mechanism');
    if (select) {
      const names = new Set(items.flatMap(function (item) { return words(item.dataset.mechanisms); }));
      Array.from(names).sort().forEach(function (name) { select.add(new Option(name)); });
      select.hidden = names.size === 0;
    }
    form.addEventListener('input', apply);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    const open = form.elements.namedItem('open');
    if (open) open.addEventListener('click', openAll);
    const keys = form.elements.namedItem('keys');
    if (keys) keys.addEventListener('click', function () { help.showModal(); });
    form.hidden = false;
    apply();
  }

  function openAll() {
    const some = all('.vector, .sec', current()).filter(shown);
    const close = some.every(function (item) { return item.open; });
    some.forEach(function (item) { item.open = !close; });
    form.elements.namedItem('open').textContent = close ? 'Open all' : 'Close all';
  }

  // Views and links ---------------------------------------------------------------------------------------------
  function current() {
    return views.find(function (view) { return !view.hidden; }) || document.body;
  }

  function show(view) {
    views.forEach(function (other) { other.hidden = other !== view; });
    all('.views a').forEach(function (link) {
      if (link.hash === '#' + view.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  }

  // A link opens what it leads to, also when the filter or the other view hides it.
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest('main')) return;
    if (target.closest('.view')) show(target.closest('.view'));
    for (let up = target; up; up = up.parentElement) {
      if (!up.matches('.view')) up.hidden = false;
      if (up.matches('details')) up.open = true;
    }
    target.scrollIntoView();
    const focus = target.querySelector('summary') || target;
    if (target.matches('details')) focus.focus({ preventScroll: true });
  }

  // Octets that can be read -------------------------------------------------------------------------------------
  // Puts each tag that follows another one on a line of its own; the octets stay, only white space is added.
  function indent(pre) {
    let depth = 0;
    let before = '';
    const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      node.data = node.data.replace(/<[^<>]*>|[^<]+|</g, function (piece) {
        const tag = piece.length > 2 && piece[0] === '<' && piece.endsWith('>');
        const closes = tag && piece[1] === '/';
        if (closes && depth > 0) --depth;
        const newLine = tag && before === '>' ? '\n' + '  '.repeat(Math.min(depth, 12)) : '';
        const name = tag ? piece.slice(1).split(/[\s/>]/)[0] : '';
        if (tag && !closes && !piece.endsWith('/>') && !/^[?!]/.test(name) && name !== 'stream:stream') ++depth;
        before = piece.slice(-1);
        return newLine + piece;
      });
    }
  }

  function prepareDialogue(list) {
    const octets = all('.s pre, .r pre', list).map(function (pre) { return { pre: pre, raw: pre.cloneNode(true) }; });
    const button = document.createElement('button');
    button.type = 'button';
    button.name = 'raw';
    const pretty = function () {
      octets.forEach(function (one) { indent(one.pre); });
      button.textContent = 'Show raw octets';
    };
    button.addEventListener('click', function () {
      if (button.textContent !== 'Show raw octets') return pretty();
      octets.forEach(function (one) { one.pre.replaceChildren(...one.raw.cloneNode(true).childNodes); });
      button.textContent = 'Show indented';
    });
    list.previousElementSibling.append(button);
    pretty();
  }

  function numberLines(pre) {
    let line = Number(pre.dataset.line) || 1;
    const number = function () {
      const span = document.createElement('span');
      span.textContent = String(line++).padStart(5) + '  ';
      return span;
    };
    const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
    let starts = true;
    nodes.forEach(function (node) {
      const parts = node.data.split(/(?<=\n)/);
      node.replaceWith(...parts.flatMap(function (part) {
        const pieces = starts && part ? [number(), part] : [part];
        starts = part.endsWith('\n');
        return pieces;
      }));
    });
  }

  document.addEventListener('toggle', function (event) {
    const details = event.target;
    if (!details.open || details.dataset.ready) return;
    if (details.matches('.vector')) all('.dialogue', details).forEach(prepareDialogue);
    else if (details.matches('.source')) all('pre', details).forEach(numberLines);
    else return;
    details.dataset.ready = 'yes';
  }, true);

  // Keys --------------------------------------------------------------------------------------------------------
  const keys = [['/', 'search'], ['j  k', 'next, previous'], ['n  p', 'next, previous that is not met'],
    ['o', 'open or close'], ['1  2', 'by step, by specification'], ['?', 'this list']];
  const help = document.createElement('dialog');
  help.setAttribute('aria-label', 'Keys');
  const list = help.appendChild(document.createElement('dl'));
  keys.forEach(function (key) {
    list.appendChild(document.createElement('dt')).textContent = key[0];
    list.appendChild(document.createElement('dd')).textContent = key[1];
  });
  document.body.append(help);

  function step(by, wanted) {
    const rows = all('.vector, .sec, .req, .change li', current()).filter(function (row) {
      return shown(row) && !(row.matches('.req, li') && !row.closest('details').open) && wanted(row);
    });
    const here = document.activeElement.closest('.req, .change li') || document.activeElement.closest('.vector, .sec');
    let next = rows[by > 0 ? 0 : rows.length - 1];
    if (here) {
      const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
      const beyond = rows.filter(function (row) { return row !== here && here.compareDocumentPosition(row) & side; });
      next = beyond[by > 0 ? 0 : beyond.length - 1];
    }
    if (!next) return;
    const focus = next.querySelector('summary') || next;
    if (focus === next) next.tabIndex = -1;
    focus.focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  const any = function () { return true; };
  const broken = function (row) { return /^(fail|warn|info|error|blocked|newly-fails|newly-warns|no-longer-judged)$/.test(row.dataset.verdict || ''); };
  const actions = {
    '/': function () { form.elements.namedItem('text').focus(); },
    j: function () { step(1, any); },
    k: function () { step(-1, any); },
    n: function () { step(1, broken); },
    p: function () { step(-1, broken); },
    o: function () {
      const here = document.activeElement.closest('details');
      if (here) here.open = !here.open;
    },
    1: function () { if (views[0]) location.hash = views[0].id; },
    2: function () { if (views[1]) location.hash = views[1].id; },
    '?': function () { help.showModal(); },
  };
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches('input, select, textarea')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  // On paper what is not met is open.
  const opened = [];
  window.addEventListener('beforeprint', function () {
    vectors.filter(broken).filter(shown).forEach(function (vector) {
      if (vector.open) return;
      vector.open = true;
      opened.push(vector);
    });
  });
  window.addEventListener('afterprint', function () {
    opened.splice(0).forEach(function (vector) { vector.open = false; });
  });

  if (views.length > 0) show(views[0]);
  if (form) prepareFilter();
  window.addEventListener('hashchange', follow);
  follow();
}());
