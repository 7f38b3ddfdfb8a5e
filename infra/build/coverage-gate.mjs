// Prints line coverage per project and fails below the floor: node coverage-gate.mjs Summary.json 85
import { readFileSync } from 'node:fs';

const [file, floorText] = process.argv.slice(2);
const floor = Number(floorText);
const { coverage } = JSON.parse(readFileSync(file, 'utf8'));
let low = 0;
console.log('line coverage per project:');
for (const assembly of coverage.assemblies.sort((a, b) => a.name.localeCompare(b.name))) {
  const percent = assembly.coverage ?? 0;
  const below = percent < floor;
  if (below) low++;
  console.log(`  ${percent.toFixed(1).padStart(5)} %  ${assembly.name} (${assembly.coveredlines} of ${assembly.coverablelines})${below ? `  BELOW ${floor} %` : ''}`);
}
if (coverage.assemblies.length === 0) { console.log('  none measured'); low++; }
process.exit(low ? 1 : 0);
