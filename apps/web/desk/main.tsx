import { render } from 'preact';
import '../styles/all.css';
import { restoreLocale } from '../text/locale.js';
import { Desk } from './Desk.js';
import { learnFailures } from '../text/failure-words.js';
import { OFFICE_FAILURES } from '../text/office-failures.js';

learnFailures(OFFICE_FAILURES);

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Desk />, screen);
