const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');
const { join } = require('node:path');

/*
 * Makes stack traces name our sources. Node can do that itself, but it reads the source map while it loads the bundle, which takes a
 * twelfth of a cold start. Here the first stack trace reads it.
 */
const bundle = join(__dirname, 'bundle.cjs');
let sourceMap;

/** Without its map, a bundle still has stack traces. */
function readSourceMap() {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
  } catch {
    return { findOrigin: () => ({}) };
  }
}

/** A call site as Node shows it, with its place in our source. What a package calls keeps its place in the bundle. */
function shown(site) {
  const text = String(site);
  if (site.getFileName() !== bundle) return text;
  sourceMap ??= readSourceMap();
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  const { fileName, lineNumber, columnNumber } = sourceMap.findOrigin(line, column);
  if (!fileName || fileName.includes('node_modules/')) return text;
  return text.replace(`${bundle}:${line}:${column}`, `${fileName.replace('../', '')}:${lineNumber}:${columnNumber}`);
}

/** What a trace begins with. An error of Node says its code there, by a method of its own. */
function headOf(error) {
  return error instanceof Error ? String(error) : Error.prototype.toString.call(error);
}

Error.prepareStackTrace = (error, sites) => [headOf(error), ...sites.map(shown)].join('\n    at ');
