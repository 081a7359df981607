import { expect, it } from 'vitest';
import { settingFix } from '../../../lib/host-audit/checks/setting-fix';
import { hostBaseline } from '../../support/debian-host';
import { requiredSettings } from '../../support/judged-setting';

const { settingFiles } = hostBaseline.hosts;

/** What is said of a setting, by its file and key. */
function fix(file: string, key: string): string {
  const setting = requiredSettings.find((one) => one.file === file && one.key === key);
  if (setting === undefined) throw new Error(`no requirement sets ${key} of ${file}`);
  return settingFix(setting, settingFiles[file]);
}

it('is the line as the file takes it, with its section, its rights and what makes it count', () => {
  expect(fix('sudoers', 'logfile')).toMatch(
    /^Write `Defaults logfile=.*` into \/etc\/sudoers\.d\/50-yosai \(made where it is not there\), with mode 0440, and run `visudo --check`\.$/,
  );
  expect(fix('journald', 'Storage')).toContain(
    '`Storage=persistent` into /etc/systemd/journald.conf.d/50-yosai.conf (made where it is not there), under `[Journal]`, and restart systemd-journald.',
  );
  expect(fix('clamd', 'OnAccessIncludePath')).toContain(
    'Write `OnAccessIncludePath /home` and `OnAccessIncludePath /srv` and ',
  );
});
