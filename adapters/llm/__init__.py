"""Language models: any server that speaks OpenAI chat completions, and a stub of DeepSeek's."""
