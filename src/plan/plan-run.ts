import type { MachineNeeds } from "../model/machine.ts";
import type { RunPlan } from "./build-plan.ts";

/**
 * What a machine gives a release that it runs. A Phoenix release serves where PHX_SERVER is set, which config/runtime.exs reads
 * (phx.gen.release, bin/server); whoever runs it as a service or in a container wants that.
 */
export function planRun({ startVariables, migrations }: MachineNeeds): RunPlan {
  const serves = startVariables.some(({ name }) => name === "PHX_SERVER");
  return {
    // Of several nobody can know which.
    migrate: migrations.length === 1 ? (migrations[0]?.name ?? null) : null,
    environment: serves ? { PHX_SERVER: "true" } : {},
    required: startVariables.filter(({ required }) => required).map(({ name }) => name),
  };
}
