import { attributeForms } from "./attribute.ts";
import { booleanForms } from "./boolean.ts";
import { captureForms } from "./capture.ts";
import { caseForms } from "./case.ts";
import { condForms } from "./cond.ts";
import { defForms } from "./def.ts";
import { moduleForms } from "./defmodule.ts";
import { directiveForms } from "./directives.ts";
import { forForms } from "./for.ts";
import type { Form } from "./form.ts";
import { ifForms } from "./if.ts";
import { matchForms } from "./match-operator.ts";
import { membershipForms } from "./membership.ts";
import { pipeForms } from "./pipe.ts";
import { pathForms } from "./put-in.ts";
import { quoteForms } from "./quote.ts";
import { tryForms } from "./try.ts";
import { useForms } from "./use.ts";
import { withForms } from "./with.ts";

/** Every special form by its name. */
export const forms: ReadonlyMap<string, Form> = new Map(
  [
    attributeForms,
    booleanForms,
    captureForms,
    caseForms,
    condForms,
    defForms,
    directiveForms,
    forForms,
    ifForms,
    matchForms,
    membershipForms,
    moduleForms,
    pathForms,
    pipeForms,
    quoteForms,
    tryForms,
    useForms,
    withForms,
  ].flatMap((table) => Object.entries(table)),
);
