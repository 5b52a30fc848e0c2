namespace Pulse.Language.Calling;

/// <summary>Which model is called and within which bounds. The key is not in here: this is written to rows and messages.</summary>
public sealed record ModelSettings
{
    /// <summary>azure, openai or compatible; 'none' has no settings.</summary>
    public required string Provider { get; init; }

    /// <summary>The address that ends before /chat/completions, with a slash at its end.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The chat model (Azure: the deployment).</summary>
    public required string Model { get; init; }

    public string? EmbeddingModel { get; init; }

    /// <summary>True where no word leaves this machine's or this organisation's network.</summary>
    public required bool Inside { get; init; }

    public SchemaStyle SchemaStyle { get; init; } = SchemaStyle.JsonSchema;

    /// <summary>Tokens that message and reply have together. Some servers cut a longer message without a word.</summary>
    public int ContextTokens { get; init; } = 16_384;

    /// <summary>Tokens of a reply where the caller names no bound.</summary>
    public int MostOutputTokens { get; init; } = 2_048;

    /// <summary>From the request's first byte to the reply's last.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Bytes of a reply's body.</summary>
    public long MostBytes { get; init; } = 8 << 20;

    /// <summary>Requests for one call, the first included.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>The longest pause that is slept through; for a longer one the job goes back to the queue.</summary>
    public TimeSpan MostWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Texts in one request for vectors.</summary>
    public int EmbeddingBatch { get; init; } = 64;

    /// <summary>Days for which a reply that failed its checks is not asked for again; 0: it is, at every run.</summary>
    public int FailedReplyDays { get; init; } = 7;

    public Prices Prices { get; init; } = Prices.Unknown;

    /// <summary>The model that a kind of call goes to.</summary>
    public string ModelFor(CallKind kind) => kind switch
    {
        CallKind.Chat => Model,
        CallKind.Embedding => EmbeddingModel
            ?? throw new ModelRejectedException("Pulse:Model:EmbeddingModel is not set, so no vectors can be asked for."),
    };
}
