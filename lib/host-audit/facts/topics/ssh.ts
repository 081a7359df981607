import { Type } from '@sinclair/typebox';
import { linesOf, NotUnderstood, reader } from '../fact';

/** What sshd is set to, by keyword in lower case; some stand several times. */
export const sshdOptions = reader(Type.Record(Type.String(), Type.Array(Type.String())), (text) => {
  const options = new Map<string, string[]>();
  for (const line of linesOf(text)) {
    const [, keyword, value = ''] = /^([a-z][a-z0-9]*)(?: (.*))?$/.exec(line) ?? [];
    if (keyword === undefined) throw new NotUnderstood('an option of sshd such as maxsessions 10', line);
    options.set(keyword, [...(options.get(keyword) ?? []), value.trim()]);
  }
  if (!options.has('port')) throw new NotUnderstood('the options of sshd with its port', text);
  return Object.fromEntries(options);
});

/** The words of the command line of each sshd that listens, without the program. */
export const sshdListeners = reader(Type.Array(Type.Array(Type.String())), (text) =>
  linesOf(text).map((line) => {
    // It shows its command line in its title: `sshd: /usr/sbin/sshd -D [listener] 0 of 10-60 startups`.
    const [, words] = /^sshd: \S+(.*) \[listener\]/.exec(line) ?? [];
    if (words === undefined) throw new NotUnderstood('the title of an sshd that listens', line);
    return words.split(' ').filter((word) => word !== '');
  }),
);
