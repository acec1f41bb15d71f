import { HEARING_COLUMNS } from '#hearing';

const HEADING = [...HEARING_COLUMNS.needed, ...HEARING_COLUMNS.others];

const ROWS: readonly Readonly<Partial<Record<(typeof HEADING)[number], string>>>[] = [
  { case: '1-23/2026', from: '10:00', to: '11:00', judge: 'Ермек Тұрсынов', prosecutor: 'Асель Нурлан' },
  {
    case: '1-24/2026',
    from: '11:30',
    to: '12:30',
    judge: 'Ермек Тұрсынов',
    counsel: 'Дана Ысқақова',
    accused: 'Сергей Ли',
    account: 'attorney1',
    detainee: '0217',
    booth: '2',
    before: '30',
    after: '15',
  },
];

/** A list as this screen takes it, of hearings on `day` (YYYY-MM-DD). */
export const exampleList = (day: string): string =>
  [
    HEADING,
    ...ROWS.map((row) =>
      HEADING.map((column) => ({ courtroom: '4', date: day, language: 'ru', ...row })[column] ?? ''),
    ),
  ]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
