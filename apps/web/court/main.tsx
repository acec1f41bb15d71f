import { render } from 'preact';
import '../styles/all.css';
import '../styles/court.css';
import { learnFailures } from '../text/failure-words.js';
import { restoreLocale } from '../text/locale.js';
import { OFFICE_FAILURES } from '../text/office-failures.js';
import { Court } from './Court.js';
import { ownLink } from './own-link.js';

learnFailures(OFFICE_FAILURES);

const link = ownLink();
restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Court link={link} />, screen);
