import type { FactValues } from '../../facts/readers';
import { isInstalled } from '../../facts/topics/packages';
import type { CheckedHost } from '../host';
import {
  compliant,
  judge,
  judgeBoth,
  none,
  notApplicable,
  type Outcome,
  undetermined,
  violated,
} from '../outcome';
import { fromOutside, serviceOf } from './sockets';
import type { StateCheck } from './state-check';

type Database = FactValues['database'];

/** Whether PostgreSQL listens on the port of the baseline. */
const databasePort: StateCheck = (_, host) =>
  withDatabase(host, ({ settings }) => {
    const ports = host.baseline.network.services['postgresql']?.ports.map(String) ?? [];
    const port = settings['port'] ?? '';
    return ports.includes(port)
      ? compliant
      : violated(`port ${port}`, { expected: `port ${ports.join(' or ')}` });
  });

/** Whether no rule of access lets somebody in without asking who it is. */
const databaseTrust: StateCheck = ({ atMost = 0 }, host) =>
  withDatabase(host, ({ rules, settings }) => {
    const file = settings['hba_file'];
    const trusting = rules.filter(({ method }) => method === 'trust');
    const [first] = trusting;
    if (first !== undefined && trusting.length > atMost) {
      const lines = trusting.map(({ line }) => line).join(', ');
      return violated(`trust on line ${lines}`, { at: { ...(file && { file }), line: first.line } });
    }
    const unread = rules.find(({ method }) => method === 'error');
    if (unread !== undefined)
      return undetermined(`PostgreSQL does not understand line ${unread.line} of ${file}`);
    return rules.length > 0 ? compliant : undetermined('PostgreSQL shows no rules of access');
  });

/** Whether PostgreSQL keeps every password by a listed scheme, and new ones too. */
const databasePasswordScheme: StateCheck = ({ only = [] }, host) =>
  withDatabase(host, ({ passwords, settings }) => {
    const setting = settings['password_encryption'];
    if (setting === undefined) return undetermined('PostgreSQL does not say how it keeps new passwords');
    return none(
      [
        ...(only.includes(setting) ? [] : [`password_encryption = ${setting}`]),
        ...passwords
          .filter(({ scheme }) => !only.includes(scheme))
          .map(({ role, scheme }) => `${role}: ${scheme}`),
      ],
      only.join(' or '),
    );
  });

function withDatabase(host: CheckedHost, decide: (database: Database) => Outcome): Outcome {
  const { packages, listeningSockets, database } = host.facts;
  return judgeBoth(packages, listeningSockets, (installed, sockets) => {
    const hasDatabase = Object.entries(installed).some(
      ([name, known]) => /^postgresql-\d+$/.test(name) && isInstalled(known),
    );
    if (hasDatabase || 'value' in database) return judge(database, decide);
    return fromOutside(sockets).some((socket) => serviceOf(socket, host) === 'postgresql')
      ? undetermined('something else than a PostgreSQL of Debian listens on its port')
      : notApplicable('no PostgreSQL is installed, and nothing listens on its port');
  });
}

export const databaseStates: Readonly<Record<string, StateCheck>> = {
  'database-password-scheme': databasePasswordScheme,
  'database-port': databasePort,
  'database-trust': databaseTrust,
};
