import type { NoticeFacts, NoticeKind, NoticeReason } from '#protocol';

export type MailLanguage = 'kk' | 'ru' | 'en';

interface Words {
  readonly subject: Readonly<Record<NoticeKind, string>>;
  readonly slot: (booth: string, when: string) => string;
  readonly before: (slot: string) => string;
  readonly expires: (when: string) => string;
  readonly reason: Readonly<Record<NoticeReason, string>>;
  readonly open: (address: string) => string;
}

/** No name and no number of a person, in subjects and bodies: mail is read by many on its way. */
const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: {
      offered: 'Habeas: a slot is kept for you',
      'offer-expired': 'Habeas: the offer is over, your place is kept',
      confirmed: 'Habeas: consultation confirmed',
      moved: 'Habeas: consultation moved',
      cancelled: 'Habeas: consultation cancelled',
      reminder: 'Habeas: consultation soon',
    },
    slot: (booth, when) => `Booth ${booth}, ${when}`,
    before: (slot) => `Before: ${slot}`,
    expires: (when) => `Please answer until ${when}.`,
    reason: {
      'ended-by-staff': 'The facility called it off.',
      refused: 'The detainee does not want it.',
      'no-show': 'Nobody came.',
      'booth-not-safe': 'The booth is not safe.',
      'link-lost': 'There is no line.',
      'booth-blocked': 'The booth is out of use at that time.',
      'booth-closed': 'The opening hours changed.',
      'not-here': 'The client is not in the facility at that time.',
      withdrawn: 'The request was withdrawn.',
      other: 'Another reason; ask the desk.',
    },
    open: (address) => `Everything else is on your page: ${address}`,
  },
  ru: {
    subject: {
      offered: 'Habeas: за вами держат время',
      'offer-expired': 'Habeas: предложение закрыто, место в очереди сохранено',
      confirmed: 'Habeas: консультация подтверждена',
      moved: 'Habeas: консультация перенесена',
      cancelled: 'Habeas: консультация отменена',
      reminder: 'Habeas: скоро консультация',
    },
    slot: (booth, when) => `Кабина ${booth}, ${when}`,
    before: (slot) => `Было: ${slot}`,
    expires: (when) => `Ответьте, пожалуйста, до: ${when}.`,
    reason: {
      'ended-by-staff': 'Учреждение отменило.',
      refused: 'Задержанный не хочет.',
      'no-show': 'Никто не пришёл.',
      'booth-not-safe': 'Кабина небезопасна.',
      'link-lost': 'Нет связи.',
      'booth-blocked': 'Кабина в это время закрыта.',
      'booth-closed': 'Изменились часы работы.',
      'not-here': 'Клиента в это время нет в учреждении.',
      withdrawn: 'Запрос отозван.',
      other: 'Другая причина; спросите дежурного.',
    },
    open: (address) => `Всё остальное на вашей странице: ${address}`,
  },
  kk: {
    subject: {
      offered: 'Habeas: сіз үшін уақыт сақталды',
      'offer-expired': 'Habeas: ұсыныс жабылды, кезектегі орныңыз сақталды',
      confirmed: 'Habeas: кеңес расталды',
      moved: 'Habeas: кеңес ауыстырылды',
      cancelled: 'Habeas: кеңес болмайды',
      reminder: 'Habeas: жақында кеңес',
    },
    slot: (booth, when) => `${booth}-кабина, ${when}`,
    before: (slot) => `Бұрын: ${slot}`,
    expires: (when) => `Мына уақытқа дейін жауап беріңіз: ${when}.`,
    reason: {
      'ended-by-staff': 'Мекеме болдырмады.',
      refused: 'Қамаудағы адам қаламайды.',
      'no-show': 'Ешкім келмеді.',
      'booth-not-safe': 'Кабина қауіпсіз емес.',
      'link-lost': 'Байланыс жоқ.',
      'booth-blocked': 'Бұл уақытта кабина жабық.',
      'booth-closed': 'Жұмыс уақыты өзгерді.',
      'not-here': 'Бұл уақытта клиент мекемеде жоқ.',
      withdrawn: 'Өтініш қайтарып алынды.',
      other: 'Басқа себеп; кезекшіден сұраңыз.',
    },
    open: (address) => `Қалғаны сіздің бетіңізде: ${address}`,
  },
};

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** `2026-11-24 10:00–11:00 (Asia/Almaty)`: digits only, the same in every language. */
export function whenIn(zone: string, from: string, to?: string): string {
  const wall = (at: string) => new Date(at).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16);
  const end = to === undefined ? '' : `–${wall(to).slice(11)}`;
  return `${wall(from)}${end} (${zone})`;
}

/** The letter of one notice. `address`: of the attorney's page. */
export function mailText(
  kind: NoticeKind,
  facts: NoticeFacts,
  { language, zone, address }: { language: MailLanguage; zone: string; address: string },
): MailText {
  const words = WORDS[language];
  const slot = (one: { booth: string; from: string; to: string }) =>
    words.slot(one.booth, whenIn(zone, one.from, one.to));
  const lines = [
    slot(facts),
    ...(facts.before ? [words.before(slot(facts.before))] : []),
    ...(facts.expires ? [words.expires(whenIn(zone, facts.expires))] : []),
    ...(facts.reason ? [words.reason[facts.reason]] : []),
    '',
    words.open(address),
  ];
  return { subject: words.subject[kind], text: lines.join('\n') };
}
