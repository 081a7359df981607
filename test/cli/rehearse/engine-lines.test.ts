import { describe, expect, it } from 'vitest';
import { EngineLines } from '../../../lib/cli/rehearse/engine-lines';

const output = `Previewing update (dev):
Loading policy packs...: done
@ previewing update....
 +  pulumi:pulumi:Stack yosai-dev create
 +  azure-native:network:Subnet app create
Policies:
    ✅ iso27017@v0.1.0 (local: policy-packs/iso27017)

Outputs:
    hub: "10.0.0.4"

Resources:
    + 2 to create

Updating (dev):
 +  azure-native:network:Subnet app creating (0s)
 +  azure-native:network:Subnet app created (1s)
Diagnostics:
  pulumi:pulumi:Stack (yosai-dev):
    warning: a review is due

Policies:
    ⚠️ iso27017@v0.1.0 (local: policy-packs/iso27017)
        - [advisory]  vm-support-is-checked  (azure-native:compute:VirtualMachine: app)

Duration: 2s
`;

describe('what the engine prints', () => {
  it('is shown as far as programs and policies said something', () => {
    const lines = new EngineLines();
    expect(output.split('\n').flatMap((line) => lines.take(line))).toEqual([
      'Diagnostics:',
      '  pulumi:pulumi:Stack (yosai-dev):',
      '    warning: a review is due',
      'Policies:',
      '    ⚠️ iso27017@v0.1.0 (local: policy-packs/iso27017)',
      '        - [advisory]  vm-support-is-checked  (azure-native:compute:VirtualMachine: app)',
    ]);
  });
});
