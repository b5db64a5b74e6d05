export { AlarmTopic, type AlarmTopicArgs } from "./alarm-topic";
