import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { PartlyDone } from "./provider";

/** A unary call; the response type is the handler's own. */
export type Handler<Request> = grpc.ServerUnaryCall<Request, unknown>;

/** Turns a function into a gRPC handler: what it throws becomes the call's error, with its message and nothing else. */
export function reply<Request, Response>(
  answer: (call: Handler<Request>) => Response | Promise<Response>,
): (call: grpc.ServerUnaryCall<Request, Response>, callback: grpc.sendUnaryData<Response>) => void {
  return (call, callback) => {
    // The function runs inside a promise, so that a throw and a rejection take the same way out.
    Promise.resolve(call)
      .then(answer)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(asServiceError(error));
        },
      );
  };
}

function asServiceError(error: unknown): Partial<grpc.StatusObject> {
  if (error instanceof PartlyDone) return partlyDone(error);
  return { code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
}

/** The form in which the engine learns of a resource that exists although its creation failed. */
function partlyDone(error: PartlyDone): Partial<grpc.StatusObject> {
  const detail = new ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(Struct.fromJavaScript(error.outputs))
    .setInputs(Struct.fromJavaScript(error.inputs))
    .setReasonsList([error.message]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(error.message).setDetailsList([any]);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: error.message, metadata };
}
