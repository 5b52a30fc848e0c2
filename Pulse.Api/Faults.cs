using Npgsql;

namespace Pulse.Api;

/// <summary>
/// The last resort: a database that does not answer is told as such, and what nobody expected is logged by its type and
/// place alone, since a message could repeat what a participant sent.
/// </summary>
public static partial class Faults
{
    public static void Use(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Pulse.Api");
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (BadHttpRequestException error) when (!http.Response.HasStarted)
            {
                await Problem.Tell(http, Refusals.OfStatus(error.StatusCode));
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                // the phone is gone: nobody is left to be answered
            }
            catch (NpgsqlException error) when (error.IsTransient && !http.Response.HasStarted)
            {
                DatabaseIsAway(log, error.SqlState ?? "no answer");
                await Problem.Tell(http, Refusal.Unavailable);
            }
#pragma warning disable CA1031 // whatever it is, the participant is told in their language and the log learns no word of theirs
            catch (Exception error) when (!http.Response.HasStarted)
            {
                Unexpected(log, error.GetType().FullName!, (error as PostgresException)?.SqlState, error.StackTrace);
                await Problem.Tell(http, Refusal.OurFault);
            }
#pragma warning restore CA1031
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL does not answer: {SqlState}")]
    private static partial void DatabaseIsAway(ILogger log, string sqlState);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected {Type} {SqlState} at {Place}")]
    private static partial void Unexpected(ILogger log, string type, string? sqlState, string? place);
}
