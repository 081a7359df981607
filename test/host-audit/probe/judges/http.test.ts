import { describe, expect, it } from 'vitest';
import type { ProbeFacts } from '../../../../lib/host-audit/facts/probe/look';
import type { Visit } from '../../../../lib/host-audit/facts/probe/visits';
import { hop, name, said, visits, withPlain, withPorts, withTls } from '../../../support/probed-host';

describe('a request without authentication', () => {
  const to = (location: string) => hop(302, { location });
  const more = { publicPaths: ['/login'], loginHosts: ['login.example.jp'] };
  it.each<[string, Visit[], string]>([
    ['refused', visits(hop(403)), 'compliant: port 443 /'],
    ['answered', visits(hop(200)), 'violated: port 443 /: 200'],
    [
      'led to a login here',
      visits(to(`https://${name}/login`), hop(200, { url: `https://${name}/login` })),
      'compliant: port 443 /',
    ],
    [
      'led to what is open here',
      visits(to(`https://${name}/home`), hop(200, { url: `https://${name}/home` })),
      'violated: port 443 /: 200 at /home, to which it leads',
    ],
    ['led to a login elsewhere', visits(to('https://login.example.jp/x')), 'compliant: port 443 /'],
    [
      'led there in plain',
      visits(to('http://login.example.jp/x')),
      'violated: port 443 /: a way to http://login.example.jp',
    ],
    [
      'led to nobody knows whom',
      visits(to('https://evil.example.org/')),
      'violated: port 443 /: a way to https://evil.example.org',
    ],
    [
      'led in a circle',
      [{ path: '/', hops: { value: [to(`https://${name}/x`)] }, goesOn: true }],
      'undetermined: port 443 /: more than 5 redirections in a row',
    ],
    ['not found', visits(hop(404)), 'undetermined: port 443 /: 404, which says nothing of a login'],
    ['failed', visits(hop(502)), 'undetermined: port 443 /: 502, which says nothing of a login'],
    ['not answered', [{ path: '/', hops: { unknown: 'hangs' } }], 'undetermined: port 443 /: hangs'],
  ])('%s', (_, seen, expected) =>
    expect(said('unauthenticated-request', withTls({ visits: seen }), more)).toEqual([expected]),
  );
});

describe('plain HTTP', () => {
  const plain = (status: number, location?: string) =>
    withPlain({ url: `http://${name}/`, status, ...(location !== undefined && { location }) });
  it.each<[string, Partial<ProbeFacts>, string]>([
    ['that leads to https', plain(301, `https://${name}/`), 'compliant: port 80 /'],
    [
      'that leads elsewhere',
      plain(301, 'https://evil.example.org/'),
      'violated: port 80 /: 301 to https://evil.example.org',
    ],
    ['that leads on in plain', plain(301, `http://${name}/x`), `violated: port 80 /: 301 to http://${name}`],
    ['that answers', plain(200), 'violated: port 80 /: 200 without one'],
    ['that refuses', plain(403), 'violated: port 80 /: 403 without one'],
    ['that is closed', {}, 'notApplicable: no port of http is open'],
    ['that was not tried', withPorts({ closed: '' }), 'undetermined: port 80: port 80 was not tried'],
  ])('%s', (_, seen, expected) => expect(said('plain-http-redirect', seen)).toEqual([expected]));

  it('that is listed and does not answer', () =>
    expect(said('plain-http-redirect', {}, { role: 'gateway' })).toEqual([
      'undetermined: port 80: port 80 is closed',
    ]));
});

describe('strict transport security', () => {
  const header = (transportSecurity?: string) =>
    withTls({ visits: visits(hop(200, transportSecurity === undefined ? {} : { transportSecurity })) });
  it.each<[string, Partial<ProbeFacts>, string]>([
    ['for a year', header('max-age=31536000; includeSubDomains'), 'compliant: port 443 /'],
    [
      'in quotation marks and for longer',
      header('includeSubDomains; Max-Age = "63072000"'),
      'compliant: port 443 /',
    ],
    ['for too short', header('max-age=300'), 'violated: port 443 /: max-age=300'],
    ['for nothing', header('max-age=x'), 'violated: port 443 /: "max-age=x"'],
    [
      'for two times',
      header('max-age=31536000; max-age=0'),
      'violated: port 443 /: "max-age=31536000; max-age=0"',
    ],
    ['that is missing', header(), 'violated: port 443 /: no such header'],
    [
      'not seen',
      withTls({ visits: [{ path: '/', hops: { unknown: 'hangs' } }] }),
      'undetermined: port 443 /: hangs',
    ],
  ])('%s', (_, seen, expected) =>
    expect(said('strict-transport-security', seen, { role: 'gateway' })).toEqual([expected]),
  );

  it('is not asked of a machine', () => expect(said('strict-transport-security', header())).toEqual([]));
});
