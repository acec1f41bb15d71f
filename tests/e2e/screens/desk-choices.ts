import type { DeskChoices } from '#protocol';

export const ATTORNEYS = [
  { id: 'a1', name: 'Aigerim Nurlanova' },
  { id: 'a2', name: 'Timur Ospanov' },
];

/** What the booking form of a stubbed desk offers. */
export const CHOICES: DeskChoices = {
  booths: ['1', '2', '3', '4'],
  detainees: ['1009', '1043', '1071'],
  attorneys: ATTORNEYS,
  interpreters: [{ id: 'i1', name: 'Saule Akhmetova' }],
};
