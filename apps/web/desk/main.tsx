import { render } from 'preact';
import '../styles/all.css';
import { restoreLocale } from '../text/locale.js';
import { Desk } from './Desk.js';

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Desk />, screen);
