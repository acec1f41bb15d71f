import { createTransport, type Transporter } from 'nodemailer';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same letter has the same id, however often it is sent. */
  readonly messageId: string;
  readonly calendar?: string;
}

/** Hands a letter to a mail server; rejects when that did not take it. */
export abstract class Mailer {
  abstract send(letter: Letter): Promise<void>;
  abstract close(): void;
}

const PATIENCE_MS = 10_000;

/** SMTP (RFC 5321). `url`: `smtp://host:25`, `smtps://user:password@host`. */
export class SmtpMailer extends Mailer {
  readonly #transport: Transporter;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const at = new URL(url);
    const secure = at.protocol === 'smtps:';
    this.#transport = createTransport({
      host: at.hostname,
      port: Number(at.port) || (secure ? 465 : 25),
      secure,
      ...(at.username && { auth: { user: decodeURIComponent(at.username), pass: decodeURIComponent(at.password) } }),
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      // Nothing of a letter is read from files or fetched.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send({ to, subject, text, messageId, calendar }: Letter): Promise<void> {
    await this.#transport.sendMail({
      from: this.from,
      to,
      subject,
      text,
      messageId,
      ...(calendar !== undefined && {
        attachments: [{ filename: 'consultation.ics', content: calendar, contentType: 'text/calendar; charset=utf-8' }],
      }),
    });
  }

  override close(): void {
    this.#transport.close();
  }
}
