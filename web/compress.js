// Compresses what was built, so that the binary carries it ready to be sent: in place of each file that gets smaller
// stands the same with `.br`. Run behind the builds.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const TEXTS = new Set(['.css', '.html', '.js', '.json', '.md', '.svg', '.ttf']);
/** A smaller file is sent as it is. */
const WORTH_COMPRESSING_BYTES = 1_000;
/** Above this the best compression takes too long for what it saves. */
const LARGE_BYTES = 1_000_000;

const folder = fileURLToPath(new URL('dist', import.meta.url));
let [before, after] = [0, 0];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !TEXTS.has(extname(entry.name))) continue;
  const content = readFileSync(path);
  before += content.length;
  const quality = content.length > LARGE_BYTES ? 9 : constants.BROTLI_MAX_QUALITY;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const compressed = brotliCompressSync(content, { params });
  if (content.length < WORTH_COMPRESSING_BYTES || compressed.length >= content.length) {
    after += content.length;
    continue;
  }
  after += compressed.length;
  writeFileSync(`${path}.br`, compressed);
  rmSync(path);
}
console.log(`compressed ${Math.round(before / 1_000)} kB to ${Math.round(after / 1_000)} kB`);
