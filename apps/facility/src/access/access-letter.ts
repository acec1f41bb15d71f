import type { Letter } from '../notices/mailer.js';

interface Words {
  readonly subject: string;
  readonly text: (link: string, until: string) => string;
}

/** No name and no number of a person: mail is read by many on its way. */
const WORDS: Readonly<Record<'kk' | 'ru' | 'en', Words>> = {
  en: {
    subject: 'Habeas: set your password',
    text: (link, until) =>
      `With this link you set the password of your Habeas account. It works once, until ${until}.\n\n${link}\n\nIf you did not ask for it, tell the facility.\n`,
  },
  ru: {
    subject: 'Habeas: задайте пароль',
    text: (link, until) =>
      `По этой ссылке вы задаёте пароль своей учётной записи Habeas. Она действует один раз, до ${until}.\n\n${link}\n\nЕсли вы об этом не просили, сообщите учреждению.\n`,
  },
  kk: {
    subject: 'Habeas: құпиясөз орнатыңыз',
    text: (link, until) =>
      `Осы сілтеме арқылы Habeas тіркелгіңіздің құпиясөзін орнатасыз. Ол бір рет, ${until} дейін жарамды.\n\n${link}\n\nЕгер сіз мұны сұрамаған болсаңыз, мекемеге хабарлаңыз.\n`,
  },
};

interface AccessLetterFacts {
  readonly to: string;
  readonly id: string;
  readonly origin: string;
  readonly link: string;
  readonly expires: Date;
  readonly zone: string;
  readonly language: 'kk' | 'ru' | 'en';
}

/** The letter with the link. It is sent once and kept nowhere, because its link is the secret. */
export function accessLetter({ to, id, origin, link, expires, zone, language }: AccessLetterFacts): Letter {
  // sv-SE writes dates as ISO 8601 does, in every build of ICU.
  const until = expires.toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const { subject, text } = WORDS[language];
  return {
    to,
    subject,
    text: text(link, `${until} (${zone})`),
    messageId: `<access-${id}@${origin.replaceAll('/', '.')}>`,
  };
}
