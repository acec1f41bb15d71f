/** Each language names itself, in every language. Plain JavaScript: the build reads it too. */
export const OWN_NAMES = Object.freeze({ kk: 'Қазақша', ru: 'Русский', en: 'English' });
