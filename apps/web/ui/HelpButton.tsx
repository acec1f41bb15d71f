import { useContext } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { Button } from './Button.js';
import { HelpInBooth } from './help.js';

/** Stands on every screen of the booth; nothing elsewhere. */
export function HelpButton() {
  const help = useContext(HelpInBooth);
  return help && <Button onPress={() => help()}>{m.help_ask()}</Button>;
}
