/** The settings as a backup keeps them: names that are ours, without passwords, without where the data lie. */
export function shownSettings(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const ours = Object.entries(environment).filter(([name, value]) => name.startsWith('HABEAS_') && value);
  return Object.fromEntries(
    ours
      .filter(([name]) => name !== 'HABEAS_DATA')
      .map(([name, value]) => [name, (value as string).replace(/^(\w+:\/\/[^:/@]+):[^@]*@/, '$1:PASSWORD@')]),
  );
}
