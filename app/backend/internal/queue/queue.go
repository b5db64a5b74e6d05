// Package queue tells the worker of pictures.
package queue

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"example.com/webapp/backend/internal/note"
)

// message is the contract with the worker.
type message struct {
	Picture note.ID `json:"picture"`
}

// Queue takes messages.
type Queue struct {
	url    string
	client *sqs.Client
}

// New makes a queue. It does not connect.
func New(configuration aws.Config, url string) *Queue {
	return &Queue{url: url, client: sqs.NewFromConfig(configuration)}
}

// Send asks for a picture's thumbnail. The worker may be asked twice.
func (q *Queue) Send(ctx context.Context, id note.ID) error {
	body, err := json.Marshal(message{Picture: id})
	if err != nil {
		return err
	}
	_, err = q.client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: &q.url, MessageBody: aws.String(string(body))})
	if err != nil {
		return fmt.Errorf("sending a message: %w", err)
	}
	return nil
}
