import type { Entity } from "./TaxPage";

/** How an entity is taxed now, to change a part of it. */
export function settingsOf(entity: Entity) {
  const { id: entityId, jurisdiction, currency, method, scope, allocationRule, allocationDecided, allocationBy, allocationLots } = entity;
  return { entityId, jurisdiction, currency, method, scope, allocationRule, allocationDecided, allocationBy, allocationLots };
}
