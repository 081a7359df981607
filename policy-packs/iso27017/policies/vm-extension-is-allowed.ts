import { orList, show } from '../../../lib/resources/show';
import { itemsOf, type Value } from '../../../lib/resources/value';
import { machineOf, machineTypes } from '../azure/machines';
import { expectBoolean, undetermined, violated } from '../framework/expect';
import type { Context, Result, Rule } from '../framework/rule';

const extensions = [
  'azure-native:compute:VirtualMachineExtension',
  'azure-native:compute:VirtualMachineScaleSetExtension',
  'azure-native:compute:VirtualMachineScaleSetVMExtension',
];

/** By which Azure takes a newer version by itself; left out, it does not. */
const upgrades = ['autoUpgradeMinorVersion', 'enableAutomaticUpgrade'];

/**
 * Virtual machines have the extensions of the baseline and no others, each in the version that was looked at, which
 * nothing raises by itself.
 * Azure compares publisher and type without regard to case.
 * https://learn.microsoft.com/azure/virtual-machines/extensions/overview (2026-11-23)
 */
export const vmExtensionIsAllowed: Rule = {
  types: [...extensions, ...machineTypes],
  check(resource, context) {
    if (extensions.includes(resource.type)) return judge(resource.properties, context);
    const own = machineOf(resource).at('extensionProfile.extensions');
    return itemsOf(own).flatMap((item) => judge(item, context));
  },
};

function judge(extension: Value, { baseline }: Context): Result[] {
  const admitted = baseline.virtualMachines.extensions;
  const [publisher, type, version] = ['publisher', 'type', 'typeHandlerVersion'].map((key) =>
    extension.key(key),
  );
  if (publisher === undefined || type === undefined || version === undefined) return [];
  const named = admitted.filter(
    (candidate) => isWord(publisher, candidate.publisher) && isWord(type, candidate.type),
  );
  const names = orList(admitted.map((candidate) => `${candidate.publisher}/${candidate.type}`));
  if (named.length === 0) {
    const open = [publisher, type].find((value) => value.isUnknown);
    if (open !== undefined) return [undetermined(open, `that of ${names}`)];
    return [violated(type, names, `${show(publisher)}/${show(type)}`)];
  }
  const expected = orList(named.map((candidate) => candidate.version));
  if (version.isUnknown) return [undetermined(version, expected)];
  // A version that YAML or a program wrote as a number has lost its zeros, so it is compared as it is shown.
  if (!named.some((candidate) => candidate.version === show(version))) {
    return [violated(version, expected, show(version))];
  }
  return upgrades
    .map((name) => extension.key(name))
    .filter((value) => !value.isAbsent)
    .flatMap((value) => expectBoolean(value, false));
}

function isWord(value: Value, word: string): boolean {
  return value.text?.trim().toLowerCase() === word.toLowerCase();
}
