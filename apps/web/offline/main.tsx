import { render } from 'preact';
import '../styles/all.css';
import '../styles/oversight.css';
import { restoreLocale } from '../text/locale.js';
import { Offline } from './Offline.js';

restoreLocale();
const screen = document.querySelector('#screen');
if (screen) render(<Offline />, screen);
