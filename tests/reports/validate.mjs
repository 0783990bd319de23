// Checks report files against the published schema: node validate.mjs SCHEMA REPORT...
// Ajv is taken from the node_modules folder named by XMPPCONF_NODE_MODULES, else from beside this file or above.
// Exits 0 when all are valid, 1 when one is not, 2 when it could not check.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [schemaPath, ...reports] = process.argv.slice(2);
if (!schemaPath || reports.length === 0) {
  console.error('usage: node validate.mjs SCHEMA REPORT...');
  process.exit(2);
}

// The schema lets readers meet members that they do not know; what we write is all in it.
function closed(schema) {
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Array.isArray(schema) ? [] : {};
  for (const [key, value] of Object.entries(schema)) copy[key] = closed(value);
  if (schema.type === 'object' && schema.properties) copy.additionalProperties = false;
  return copy;
}

let validate;
try {
  const modules = process.env.XMPPCONF_NODE_MODULES;
  const require = createRequire(modules ? resolve(modules, 'from-here.js') : import.meta.url);
  const Ajv2020 = require('ajv/dist/2020').default;
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
  validate = ajv.compile(closed(JSON.parse(readFileSync(schemaPath, 'utf8'))));
} catch (error) {
  console.error(`cannot check anything: ${error.message}`);
  process.exit(2);
}

const shown = 20;
let failed = false;
for (const path of reports) {
  let valid = false;
  let messages = [];
  try {
    valid = validate(JSON.parse(readFileSync(path, 'utf8')));
    messages = (validate.errors ?? []).map(
      (e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
  } catch (error) {
    messages = [error.message];
  }
  if (valid) {
    console.log(`${path}: valid`);
    continue;
  }
  failed = true;
  for (const message of messages.slice(0, shown)) console.error(`${path}: ${message}`);
  if (messages.length > shown) console.error(`${path}: and ${messages.length - shown} more`);
}
process.exit(failed ? 1 : 0);
