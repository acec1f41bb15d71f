import { createHash } from 'node:crypto';
import { eachChange } from './each-change.js';

/** Every line of a file of JSON lines with one thing in it changed; the other lines as they are. */
export function* eachFigure(text: string): Generator<{ where: string; text: string }> {
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    for (const { where, value } of eachChange(JSON.parse(line)))
      yield { where: `line ${at + 1}: ${where}`, text: lines.with(at, JSON.stringify(value)).join('\n') };
  }
}

/** The same lines with the hash that belongs to them: what a forger would write. */
export function closed(text: string): string {
  const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return `${body}${JSON.stringify({ sha256 })}\n`;
}
