
'use strict';
(function () {
  const form = document.getElementById('filter');
  const vectors = Array.from(document.querySelectorAll('details.vector'));
  const rows = Array.from(document.querySelectorAll('section.spec tbody tr'));
  const sections = Array.from(document.querySelectorAll('section.step'));
  const output = form.querySelector('output');
  const open = form.elements.namedItem('open');

  const textOf = new Map();
  vectors.forEach(function (vector) {
    const summary = vector.querySelector('summary').textContent;
    textOf.set(vector, (summary + ' ' + vector.dataset.find).toLowerCase());
  });
  rows.forEach(function (row) { textOf.set(row, row.textContent.toLowerCase()); });

  function apply() {
    const data = new FormData(form);
    const verdicts = new Set(data.getAll('verdict'));
    const step = data.get('step');
    const level = data.get('level');
    const words = data.get('text').toLowerCase().split(/\s+/).filter(Boolean);
    function fits(item) {
      return verdicts.has(item.dataset.verdict)
        && (!step || !item.dataset.step || item.dataset.step === step)
        && (!level || item.dataset.levels.split(' ').includes(level))
        && words.every(function (word) { return textOf.get(item).includes(word); });
    }
    vectors.concat(rows).forEach(function (item) { item.hidden = !fits(item); });
    sections.forEach(function (section) {
      section.hidden = !section.querySelector('details.vector:not([hidden])');
    });
    const shown = vectors.filter(function (vector) { return !vector.hidden; }).length;
    output.textContent = shown + ' of ' + vectors.length + ' vectors';
  }

  // A link to a vector opens it, and shows it even when the filter hides it.
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.hidden = false;
    const section = target.closest('section');
    if (section) section.hidden = false;
    if (target.matches('details')) target.open = true;
    target.scrollIntoView();
  }

  open.addEventListener('click', function () {
    const shown = vectors.filter(function (vector) { return !vector.hidden; });
    const all = shown.every(function (vector) { return vector.open; });
    shown.forEach(function (vector) { vector.open = !all; });
    open.textContent = all ? 'Open all' : 'Close all';
  });
  form.addEventListener('input', apply);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  window.addEventListener('hashchange', follow);

  form.hidden = false;
  apply();
  follow();
}());
