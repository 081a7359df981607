import { gatewayRedirectsPlainHttp } from '../../../policy-packs/iso27017/policies/gateway-redirects-plain-http';
import { describePolicy } from './support/describe-policy';
import { gateway, gatewayOnly, own } from './support/gateway';
import { unknown } from './support/pack-run';

const httpListeners = [
  { name: 'https', protocol: 'Https' },
  { name: 'http', protocol: 'Http' },
];
const redirectConfigurations = [
  { name: 'to-https', redirectType: 'Permanent', targetListener: own('httpListeners', 'https') },
  { name: 'to-http', redirectType: 'Permanent', targetListener: own('httpListeners', 'http') },
  { name: 'to-secure-url', targetUrl: 'https://aoba.cloud.example.jp' },
  { name: 'to-plain-url', targetUrl: 'http://aoba.cloud.example.jp' },
];
const redirects = (name: string) => ({
  redirectConfiguration: own('redirectConfigurations', name),
});
const backend = { backendAddressPool: own('backendAddressPools', 'machines') };
const rule = (listener: unknown, more: object) => ({
  name: 'rule',
  httpListener: typeof listener === 'string' ? own('httpListeners', listener) : listener,
  ...more,
});
const gatewayOf = (requestRoutingRules: unknown, more: object = {}) =>
  gateway({ httpListeners, redirectConfigurations, requestRoutingRules, ...more });
const byPath = { urlPathMap: own('urlPathMaps', 'map') };
const map = (more: object) => ({ urlPathMaps: [{ name: 'map', ...more }] });
const target = 'requestRoutingRules[0].redirectConfiguration must be a redirection to HTTPS';

describePolicy('gateway-redirects-plain-http', gatewayRedirectsPlainHttp, {
  compliant: {
    'plain HTTP that only redirects': gatewayOf([
      rule('https', backend),
      rule('http', redirects('to-https')),
    ]),
    'names in another spelling': gatewayOf([rule('HTTP', redirects('To-Https'))]),
    'a redirection to an address': gatewayOf([rule('http', redirects('to-secure-url'))]),
    'no rule for plain HTTP': gatewayOf([rule('https', backend)]),
    'paths that all redirect': gatewayOf(
      [rule('http', byPath)],
      map({
        defaultRedirectConfiguration: own('redirectConfigurations', 'to-https'),
        pathRules: [{ paths: ['/a'], ...redirects('to-https') }],
      }),
    ),
  },
  violated: {
    'plain HTTP to a backend': {
      ...gatewayOf([rule('http', backend)]),
      says: [`gateway: ${target}, found a backend`],
    },
    'plain HTTP to nothing': {
      ...gatewayOf([rule('http', {})]),
      says: [`gateway: ${target}, found nothing`],
    },
    'a redirection to plain HTTP': {
      ...gatewayOf([rule('http', redirects('to-http'))]),
      says: [`gateway: ${target}, found a redirection to plain HTTP`],
    },
    'a redirection to a plain address': {
      ...gatewayOf([rule('http', redirects('to-plain-url'))]),
      says: [`gateway: ${target}, found a redirection to plain HTTP`],
    },
    'a redirection that is not there': {
      ...gatewayOf([rule('http', redirects('gone'))]),
      says: [`gateway: ${target}, found no such redirection`],
    },
    'one path that leads to a backend': {
      ...gatewayOf(
        [rule('http', byPath)],
        map({
          defaultRedirectConfiguration: own('redirectConfigurations', 'to-https'),
          pathRules: [{ paths: ['/a'], ...backend }],
        }),
      ),
      says: [
        'gateway: urlPathMaps[0].pathRules[0].redirectConfiguration must be a redirection to HTTPS, found a backend',
      ],
    },
  },
  undetermined: {
    'a listener that is not known yet': {
      ...gatewayOf([rule({ id: unknown }, backend)]),
      says: [
        'gateway: requestRoutingRules[0].httpListener is not known before deployment, must be an HTTPS listener, or else a rule that redirects to one',
      ],
    },
    'a redirection that is not known yet': {
      ...gatewayOf([rule('http', { redirectConfiguration: { id: unknown } })]),
      says: [
        'gateway: requestRoutingRules[0].redirectConfiguration is not known before deployment, must be a redirection to HTTPS',
      ],
    },
  },
  notApplicable: {
    'a bastion': {
      resource: { type: 'azure-native:network:BastionHost', properties: {} },
      because: gatewayOnly,
    },
  },
});
