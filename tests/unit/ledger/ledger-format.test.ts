import { LEAF_TYPES, LeafType } from '#ledger';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A table line of docs/ledger-format.md, from the rule that the programs obey. */
function line(type: LeafType): string {
  const rule = LEAF_TYPES[type];
  const by = rule.by === 'visit' ? '`visit:<key>`' : `\`${rule.by}\``;
  return `| \`${type}\` | ${rule.writer} | ${by} | ${rule.rounding} | ${rule.session} | ${rule.commitment} | ${rule.committed} | ${rule.proves} |`;
}

const squeeze = (text: string): string => text.replace(/ +/g, ' ').replace(/-+/g, '-');

test('docs/ledger-format.md has exactly the table that the programs obey', () => {
  const document = squeeze(readFileSync(new URL('../../../docs/ledger-format.md', import.meta.url), 'utf8'));
  const wanted = LeafType.options.map((type) => squeeze(line(type)));
  const table = document.slice(document.indexOf('### Types'), document.indexOf('### Public fields'));
  const rows = table.split('\n').filter((row) => row.startsWith('| `'));
  expect(rows).toEqual(wanted);
});
