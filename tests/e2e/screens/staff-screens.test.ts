import { checkScreens } from './check-screen.js';
import { SCREENS } from './screen-list.js';
import { scaleOf } from './stage.js';

checkScreens(SCREENS.filter((screen) => scaleOf(screen) === 'staff'));
