# Registers this task with Systems Manager for as long as it runs, so that AWS FIS finds it by its ARN.
set -euo pipefail

dnf install --assumeyes --quiet awscli jq procps

metadata=$(curl --silent --show-error --fail "$ECS_CONTAINER_METADATA_URI_V4/task")
task=$(jq --exit-status --raw-output .TaskARN <<<"$metadata")
zone=$(jq --exit-status --raw-output .AvailabilityZone <<<"$metadata")
IFS=: read -r _ _ _ region _ <<<"$task"

activation=$(aws ssm create-activation --region "$region" --iam-role "$MANAGED_INSTANCE_ROLE_NAME" \
  --tags "Key=ECS_TASK_ARN,Value=$task" "Key=ECS_TASK_AVAILABILITY_ZONE,Value=$zone" Key=FAULT_INJECTION_SIDECAR,Value=true \
  --query "[ActivationId, ActivationCode]" --output text)
read -r id code <<<"$activation"

leave() {
  trap "" TERM INT
  aws ssm delete-activation --region "$region" --activation-id "$id" || echo "Activation $id is left behind." >&2
  instance=$(jq --exit-status --raw-output .ManagedInstanceID /var/lib/amazon/ssm/registration) &&
    aws ssm deregister-managed-instance --region "$region" --instance-id "$instance" ||
    echo "The managed instance of $task is left behind." >&2
  [ -z "${agent:-}" ] || kill -TERM "$agent"
  exit 0
}
# Bash runs a trap only between commands, or while it waits for a background one.
trap leave TERM INT

amazon-ssm-agent -register -id "$id" -code "$code" -region "$region"
amazon-ssm-agent &
agent=$!
wait "$agent"
