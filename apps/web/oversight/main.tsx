import { render } from 'preact';
import '../styles/all.css';
import { restoreLocale } from '../text/locale.js';
import { Oversight } from './Oversight.js';

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Oversight />, screen);
