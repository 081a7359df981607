/** Earlier names of keywords, which sshd 9.2 and 10.0 of Debian still take (keywords of OpenSSH's servconf.c). */
const earlierNames: Readonly<Record<string, string>> = {
  challengeresponseauthentication: 'kbdinteractiveauthentication',
  hostbasedacceptedkeytypes: 'hostbasedacceptedalgorithms',
  pubkeyacceptedkeytypes: 'pubkeyacceptedalgorithms',
  skeyauthentication: 'kbdinteractiveauthentication',
};

/** A keyword as `sshd -T` prints it: in lower case, by its name of today. */
export function keywordOf(text: string): string {
  const word = text.toLowerCase();
  return Object.hasOwn(earlierNames, word) ? (earlierNames[word] ?? word) : word;
}
