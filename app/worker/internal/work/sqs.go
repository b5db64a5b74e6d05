package work

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

// most is how many messages one call gives or takes (Amazon SQS API Reference, ReceiveMessage).
const most = 10

// SQS is a Queue.
type SQS struct {
	URL    string
	Client *sqs.Client
}

// Receive implements Queue. How long it waits the queue's own attribute says.
func (q SQS) Receive(ctx context.Context) ([]Message, error) {
	answer, err := q.Client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &q.URL, MaxNumberOfMessages: most})
	if err != nil {
		return nil, err
	}
	messages := make([]Message, 0, len(answer.Messages))
	for _, one := range answer.Messages {
		messages = append(messages, Message{ID: aws.ToString(one.MessageId), Receipt: aws.ToString(one.ReceiptHandle), Body: aws.ToString(one.Body)})
	}
	return messages, nil
}

// Delete implements Queue.
func (q SQS) Delete(ctx context.Context, messages []Message) error {
	entries := make([]types.DeleteMessageBatchRequestEntry, 0, len(messages))
	for index, message := range messages {
		entries = append(entries, types.DeleteMessageBatchRequestEntry{Id: aws.String(strconv.Itoa(index)), ReceiptHandle: aws.String(message.Receipt)})
	}
	answer, err := q.Client.DeleteMessageBatch(ctx, &sqs.DeleteMessageBatchInput{QueueUrl: &q.URL, Entries: entries})
	if err != nil {
		return err
	}
	return firstFailure(answer.Failed)
}

// Hide implements Queue.
func (q SQS) Hide(ctx context.Context, messages []Message, hidden time.Duration) error {
	if len(messages) == 0 {
		return nil
	}
	entries := make([]types.ChangeMessageVisibilityBatchRequestEntry, 0, len(messages))
	for index, message := range messages {
		entries = append(entries, types.ChangeMessageVisibilityBatchRequestEntry{
			Id: aws.String(strconv.Itoa(index)), ReceiptHandle: aws.String(message.Receipt), VisibilityTimeout: int32(hidden.Seconds()),
		})
	}
	answer, err := q.Client.ChangeMessageVisibilityBatch(ctx, &sqs.ChangeMessageVisibilityBatchInput{QueueUrl: &q.URL, Entries: entries})
	if err != nil {
		return err
	}
	return firstFailure(answer.Failed)
}

func firstFailure(failed []types.BatchResultErrorEntry) error {
	if len(failed) == 0 {
		return nil
	}
	return fmt.Errorf("%d messages: %s: %s", len(failed), aws.ToString(failed[0].Code), aws.ToString(failed[0].Message))
}
