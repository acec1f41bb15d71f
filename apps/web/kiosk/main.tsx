import { render } from 'preact';
import '../styles/all.css';
import { restoreLocale } from '../text/locale.js';
import { Kiosk } from './Kiosk.js';

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Kiosk />, screen);
