import { render } from 'preact';
import '../styles/all.css';
import '../styles/oversight.css';
import { restoreLocale } from '../text/locale.js';
import { Oversight } from './Oversight.js';
import { learnFailures } from '../text/failure-words.js';
import { OFFICE_FAILURES } from '../text/office-failures.js';

learnFailures(OFFICE_FAILURES);

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Oversight />, screen);
