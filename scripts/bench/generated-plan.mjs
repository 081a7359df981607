// The plan of more tenants than it is reasonable to run the program for: one tenant's resources, again and again.

/** The tenant whose resources are repeated; with another slot, addresses and id each is another tenant. */
const model = { id: 't0001', slot: 1 };
/** Each slot of the address plan is a /22 from this second octet of 10.0.0.0/8 on. */
const pool = { secondOctet: 64, rangesPerOctet: 64, thirdOctets: 4 };

/** A plan with this number of tenants, made of the plan of the same program for a few; its tenants are those of `registers.mjs`. */
export function planOf(plan, tenants) {
  const isOfTenant = ({ name }) => /^t\d{4}-/.test(name) || /^t\d{4}$/.test(name);
  const shared = plan.resources.filter((resource) => !isOfTenant(resource));
  const own = plan.resources.filter(({ name }) => name === model.id || name.startsWith(`${model.id}-`));
  if (own.length === 0) throw new Error(`the plan has no tenant ${model.id}`);
  const text = JSON.stringify(own);
  const copies = Array.from({ length: tenants }, (_, slot) => JSON.parse(inSlot(text, slot)));
  return { ...plan, resources: [...shared, ...copies.flat()] };
}

function inSlot(text, slot) {
  const id = `t${String(slot).padStart(4, '0')}`;
  const [second, first] = [
    pool.secondOctet + Math.floor(slot / pool.rangesPerOctet),
    (slot % pool.rangesPerOctet) * pool.thirdOctets,
  ];
  const modelFirst = model.slot * pool.thirdOctets;
  return text
    .replaceAll(model.id, id)
    .replaceAll(`"yosai-slot":"${model.slot}"`, `"yosai-slot":"${slot}"`)
    .replaceAll(/\b10\.64\.(\d+)\.(\d+)/g, (whole, third, last) => {
      const offset = Number(third) - modelFirst;
      return offset >= 0 && offset < pool.thirdOctets ? `10.${second}.${first + offset}.${last}` : whole;
    });
}
