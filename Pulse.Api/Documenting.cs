using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pulse.Api;

/// <summary>What the OpenAPI document says about each endpoint; the endpoints say it where they are mapped.</summary>
public static class Documenting
{
    /// <summary>The success and the refusals; the ones every endpoint shares are added here.</summary>
    public static RouteHandlerBuilder Says<T>(this RouteHandlerBuilder endpoint, int status, params Refusal[] refusals)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        endpoint.Produces<T>(status);
        foreach (var problem in refusals.Append(Refusal.Unavailable).Select(Refusals.StatusOf).Distinct().Order())
        {
            endpoint.Produces<Problem>(problem, "application/problem+json");
        }

        return endpoint;
    }

    /// <summary>A write: takes JSON of this shape and an Idempotency-Key.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        foreach (var problem in (Refusal[])
            [Refusal.Malformed, Refusal.ForeignOrigin, Refusal.TooLarge, Refusal.UnsupportedMediaType])
        {
            endpoint.Produces<Problem>(Refusals.StatusOf(problem), "application/problem+json");
        }

        return endpoint.Accepts<T>("application/json").WithMetadata(new NeedsKey());
    }

    public static RouteHandlerBuilder Named(
        this RouteHandlerBuilder endpoint, string operationId, string summary, string description)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.WithName(operationId).WithSummary(summary).WithDescription(description);
    }

    public static void Configure(OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Pulse, the participants' API",
                Version = "v1",
                Description = "Redeem an invitation, consent, answer, vote, ratify, withdraw. A session travels as the "
                    + "cookie __Host-pulse or as a bearer token. No request holds anything that names a person.",
            };
            // the address it was read from says nothing about the API
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["session"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "The session that redeeming an invitation returned",
                },
            };
            document.Security = [new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference("session", document)] = [],
            }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<NeedsKey>().Any())
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = UnsafeRequests.KeyHeader,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "A UUID made by the client for this write: sent again with the same body it has one "
                        + "effect and the same reply; with another body it is refused with 409",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                });
            }

            if (metadata.OfType<NeedsNoSession>().Any())
            {
                operation.Security = [];
            }

            return Task.CompletedTask;
        });
    }

    public sealed record NeedsKey;

    public sealed record NeedsNoSession;
}
