namespace Pulse.Language.Calling;

/// <summary>How a server is asked for JSON, strictest first. A server that refuses one is asked in the next.</summary>
public enum SchemaStyle
{
    /// <summary>The schema travels in response_format and the server holds the model to it.</summary>
    JsonSchema,

    /// <summary>The server promises some JSON; the schema travels in the message.</summary>
    JsonObject,

    /// <summary>No promise at all; the schema travels in the message.</summary>
    None,
}
