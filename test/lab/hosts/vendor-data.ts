import type { Stub } from './stubs';

const boundary = 'yosai-lab-parts';

/**
 * What the lab gives cloud-init besides the document of the plan: the administrator's account as Azure makes it, with a
 * key of the lab, and what stands in for parts of Azure. A script of the vendor runs before the commands of the user.
 * https://docs.cloud-init.io/en/25.1/explanation/vendor-data.html (2026-11-27)
 */
export function vendorData(account: string, publicKey: string, stubs: readonly Stub[]): string {
  const atBoot = stubs.flatMap(({ atEveryBoot }) => atEveryBoot ?? []);
  const scripts = stubs.flatMap(({ script }) => script ?? []);
  const config = [
    '#cloud-config',
    `user: { name: ${account} }`,
    `ssh_authorized_keys: ['${publicKey}']`,
    ...(atBoot.length === 0 ? [] : ['bootcmd:', ...atBoot.map((line) => `  - ${JSON.stringify(line)}`)]),
    '',
  ];
  const script = ['#!/bin/sh', 'set -eu', ...scripts, ''];
  const parts: [string, string][] = [['cloud-config', config.join('\n')]];
  if (scripts.length > 0) parts.push(['x-shellscript', script.join('\n')]);
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    'MIME-Version: 1.0',
    '',
    ...parts.flatMap(([type, text]) => [
      `--${boundary}`,
      `Content-Type: text/${type}; charset="utf-8"`,
      'MIME-Version: 1.0',
      'Content-Transfer-Encoding: 7bit',
      '',
      text,
    ]),
    `--${boundary}--`,
    '',
  ].join('\n');
}
