import { azurePolicy, checkov, type LeftOut, psRule, trivy } from './example';

/** Rules whose examples say something else than our promises; their cases are not counted. */
export const leftOut: readonly LeftOut[] = [
  {
    rule: 'PSRule AZR-000138 Azure.NSG.DenyAllInbound',
    page: psRule('Azure.NSG.DenyAllInbound'),
    why: 'it refuses a group that denies everything, which our groups do after what they list',
  },
  {
    rule: 'Trivy AZU-0050, the case of ICMP',
    page: trivy('network/ssh_blocked_from_internet'),
    why: 'ICMP from everywhere is no SSH, and accepted there; we refuse it because nothing lists it',
  },
  {
    rule: 'Trivy AZU-0030, the case of one subscription',
    page: trivy('authorization/limit_role_actions'),
    why: 'every action on one subscription is accepted there; we let nobody hold it anywhere',
  },
  {
    rule: 'Checkov CKV_AZURE_77, the outbound case',
    page: checkov('NSGRuleUDPAccessRestricted'),
    why: 'UDP out to everywhere is accepted there; our subnets send only what the baseline lists',
  },
  {
    rule: 'Checkov CKV_AZURE_122, the case of detection',
    page: checkov('AppGWUseWAFMode'),
    why: 'a firewall that only reports is accepted there; ours has to prevent',
  },
  {
    rule: 'Checkov CKV_AZURE_206',
    page: checkov('StorageAccountsUseReplication'),
    why: 'it asks for copies in another region; we promise that copies stay in Japan, not that there are some',
  },
  {
    rule: 'Checkov CKV_AZURE_35',
    page: checkov('StorageAccountDefaultNetworkAccessDeny'),
    why: 'its secure example is open to chosen public networks; ours is open to none',
  },
  {
    rule: 'Checkov CKV_AZURE_151',
    page: checkov('WinVMEncryptionAtHost'),
    why: 'its machines run Windows, which takes passwords and is no image of the baseline',
  },
  {
    rule: 'Trivy AZU-0075',
    page: trivy('network/network_ip_forwarding_enabled'),
    why: 'no policy judges forwarding by an interface; the network proof counts it',
  },
  {
    rule: 'Azure Policy 88c0b9da-ce96-4b03-9635-f29a937e2900',
    page: azurePolicy('88c0b9da-ce96-4b03-9635-f29a937e2900'),
    why: 'forwarding by an interface again',
  },
];
