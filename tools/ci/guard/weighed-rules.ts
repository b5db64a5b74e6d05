import { T } from "@toolkit/offline/aws-types";
import { asTexts, valuesAt } from "@toolkit/policies/values";
import { type PreviewStep, resourceOf } from "./preview-document";

const REFERENCES = ["productionListenerRule", "testListenerRule"];

/**
 * ARNs of the listener rules whose weights ECS sets. A preview does not say which inputs the program ignores, but a service
 * names its rules; it is among the steps whenever one of them is replaced, since the new one has another ARN.
 *
 * Source: Amazon ECS API reference, AdvancedConfiguration,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
 */
export const weighedRules = (steps: readonly PreviewStep[]): ReadonlySet<string> =>
  new Set(
    steps
      .filter(({ urn }) => resourceOf(urn).type === T.service)
      .flatMap(({ oldState }) =>
        REFERENCES.flatMap((reference) =>
          asTexts(valuesAt(oldState?.inputs, `loadBalancers.*.advancedConfiguration.${reference}`)),
        ),
      ),
  );
