import { m } from '../generated/texts/messages.js';
import { Page } from './Page.js';
import { SignInForm } from './SignInForm.js';

interface SignInProps {
  place: string;
  title: string;
  help: string;
  onDone: () => void;
}

/** The first screen of everybody who has an account. */
export function SignIn({ place, title, help, onDone }: SignInProps) {
  return (
    <Page place={place} title={title} help={help}>
      <div class="stack-wide">
        <SignInForm onDone={onDone} />
        <p>
          <a class="person-link" href="#access">
            {m.access_have_code()}
          </a>
        </p>
      </div>
    </Page>
  );
}
