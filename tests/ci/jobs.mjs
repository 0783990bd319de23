// The jobs that reports/ci holds, for the tests of them. The YAML reader comes from the node_modules folder that
// $XMPPCONF_NODE_MODULES names.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const { parse } = createRequire(resolve(process.env.XMPPCONF_NODE_MODULES, 'from-here.js'))('yaml');

// Each job: its name, its variables, its scripts by name, in their order, and which of them test and come afterwards.
export function jobsOf(folder) {
  const github = parse(readFileSync(join(folder, 'github-actions.yml'), 'utf8')).jobs.xmppconf;
  const gitlab = parse(readFileSync(join(folder, 'gitlab-ci.yml'), 'utf8')).xmppconf;
  return [
    {
      name: 'GitHub Actions',
      variables: github.env,
      scripts: Object.fromEntries(github.steps.filter(({ run }) => run).map(({ name, run }) => [name, run])),
      test: 'Test the server',
      afterwards: 'Show the summary',
    },
    {
      name: 'GitLab CI',
      variables: gitlab.variables,
      scripts: Object.fromEntries(['before_script', 'script', 'after_script'].map((key) => [key, gitlab[key].join('\n')])),
      test: 'script',
      afterwards: 'after_script',
    },
  ];
}
