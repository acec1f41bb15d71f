import { render } from 'preact';
import '../styles/all.css';
import { restoreLocale } from '../text/locale.js';
import { Attorney } from './Attorney.js';

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Attorney />, screen);
