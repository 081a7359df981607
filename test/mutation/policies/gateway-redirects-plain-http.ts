import { absent } from '../support/places';
import type { PolicyMutants } from '../support/policy-mutants';
import { change, other, rewritten } from '../support/rows';
import { changed } from '../support/world';

const of = 'azure-native:network:ApplicationGateway';
const own = (collection: string, name: string) => ({ id: `$self/${collection}/${name}` });
const rules = 'requestRoutingRules';
const toPool = { backendAddressPool: own('backendAddressPools', 'machines') };
const plain = { name: 'plain', httpListener: own('httpListeners', 'http') };

/** The rule of the plain listener by a path map, of which one part leads somewhere. */
const byMap = (map: object) =>
  rewritten({
    of,
    path: `${rules}[].urlPathMap`,
    value: JSON.stringify(map),
    by: (gateway) => ({
      put: [
        changed(
          changed(gateway, [rules], [{ ...plain, urlPathMap: own('urlPathMaps', 'map') }]),
          ['urlPathMaps'],
          [{ name: 'map', ...map }],
        ),
      ],
    }),
  });
const safe = own('redirectConfigurations', 'to-https');

export const mutants: PolicyMutants = {
  broken: [
    // The rule of the HTTPS listener now serves the plain one, and a new listener forgets TLS.
    change({
      of,
      path: `${rules}[].httpListener.id`,
      to: (before) =>
        String(before).endsWith('/https') ? ['$self/httpListeners/http', '$self/httpListeners/HTTP'] : [],
    }),
    change({
      of,
      path: rules,
      to: [
        [{ ...plain, ...toPool }],
        [{ ...plain }],
        [{ ...plain, redirectConfiguration: own('redirectConfigurations', 'nowhere') }],
        [{ ...plain, ...toPool, redirectConfiguration: own('redirectConfigurations', 'to-https') }],
        [{ ...plain, ruleType: 'Basic', redirectConfiguration: null }],
      ],
    }),
    change({
      of,
      path: 'httpListeners[].protocol',
      to: (before) => (String(before) === 'Https' ? ['Http', 'http', absent, ''] : []),
      unknown: 'tried below: the listener that redirects may be either',
    }),
    ...[
      {},
      { defaultBackendAddressPool: own('backendAddressPools', 'machines') },
      { defaultRedirectConfiguration: own('redirectConfigurations', 'nowhere') },
      { defaultRedirectConfiguration: safe, pathRules: [{ name: 'open', paths: ['/a'], ...toPool }] },
      {
        defaultRedirectConfiguration: safe,
        pathRules: [
          { name: 'safe', redirectConfiguration: safe },
          { name: 'both', redirectConfiguration: safe, ...toPool },
        ],
      },
    ].map(byMap),
    change({
      of,
      path: `${rules}[].backendAddressPool`,
      to: (before) => (before === undefined ? [toPool.backendAddressPool, {}] : []),
      unknown: 'the rule of the HTTPS listener may lead anywhere',
    }),
    change({
      of,
      path: `${rules}[].redirectConfiguration.id`,
      to: (before) => (before === undefined ? [] : ['$self/redirectConfigurations/nowhere', '', absent]),
      unknown: 'the rule of the HTTPS listener needs no redirection',
    }),
    change({
      of,
      path: 'redirectConfigurations[].targetListener.id',
      to: ['$self/httpListeners/http', '$self/x/nowhere', ''],
    }),
    change({
      of,
      path: 'redirectConfigurations[].targetUrl',
      to: ['http://example.jp', 'HTTP://example.jp', 'ftp://x', ''],
    }),
    change({ of, path: 'redirectConfigurations', to: [[], [{ name: 'to-https' }], absent] }),
    change({
      of,
      path: `${rules}[].redirectConfiguration`,
      to: (before) => (before === undefined ? [] : [absent, null, own('redirectConfigurations', 'nowhere')]),
      unknown: 'the rule of the HTTPS listener needs no redirection',
    }),
  ],
  harmless: [
    byMap({ defaultRedirectConfiguration: safe, pathRules: [{ name: 'safe', redirectConfiguration: safe }] }),
    other({ of, path: 'redirectConfigurations[].redirectType', to: ['Found'] }),
    other({
      of,
      path: 'redirectConfigurations[].targetUrl',
      to: ['https://aoba.example.jp', 'HTTPS://example.jp'],
    }),
    other({
      of,
      path: 'httpListeners[].protocol',
      to: (before) => [String(before).toUpperCase(), String(before).toLowerCase()],
    }),
    other({ of, path: `${rules}[].priority`, to: [50] }),
    other({ of, path: `${rules}[].httpListener.id`, to: (before) => [String(before).toUpperCase()] }),
  ],
  unbroken: [
    {
      of,
      paths: ['httpListeners[].name', 'redirectConfigurations[].name'],
      because:
        'Azure refuses a gateway in which a reference leads to nothing; where one leads is tried at the reference',
    },
  ],
};
