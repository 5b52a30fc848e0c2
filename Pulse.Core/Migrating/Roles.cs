using Npgsql;

namespace Pulse.Migrating;

/// <summary>
/// The four roles: pulse_owner owns the schema and cannot log in; each host connects as its own and can do only what
/// its users may do.
/// </summary>
public static class Roles
{
    public const string Api = "pulse_api";
    public const string Web = "pulse_web";
    public const string Worker = "pulse_worker";

    public static readonly IReadOnlyList<string> Hosts = [Api, Web, Worker];

    // Roles belong to the server, and PostgreSQL has no lock that two of its databases share: whoever comes second finds
    // the role made or in somebody's hands
    private const string CreateAll = """
        do $$
        declare role_name text;
        begin
          foreach role_name in array array['pulse_owner', 'pulse_api', 'pulse_web', 'pulse_worker'] loop
            if not exists (select from pg_roles where rolname = role_name) then
              begin
                execute format('create role %I nologin nosuperuser nocreatedb nocreaterole nobypassrls', role_name);
              exception when duplicate_object or unique_violation then null;
              end;
            end if;
          end loop;
          if not pg_has_role(current_user, 'pulse_owner', 'member') then
            begin
              execute format('grant pulse_owner to %I', current_user);
            exception when unique_violation then null;
            end;
          end if;
          execute format('revoke all on database %I from public', current_database());
          execute format('grant create on database %I to pulse_owner', current_database());
          execute format('grant connect on database %I to pulse_api, pulse_web, pulse_worker', current_database());
          revoke all on schema public from public;
        end $$
        """;

    // alter role takes no parameters: the statement is made by the server, which quotes both. "tuple concurrently updated"
    // is an internal error without a name of its own.
    private const string LetIn = """
        select set_config('pulse.role', @Role, true), set_config('pulse.password', @Password, true);
        do $$
        begin
          for attempt in 1..50 loop
            begin
              execute format('alter role %I login password %L',
                current_setting('pulse.role'), current_setting('pulse.password'));
              return;
            exception when internal_error then
              if attempt = 50 then
                raise;
              end if;
              perform pg_sleep(0.02 * random());
            end;
          end loop;
        end $$
        """;

    public static Task Create(NpgsqlConnection connection, CancellationToken stop) =>
        Sql.Run(connection, CreateAll, null, stop);

    /// <summary>Gives a host's role its password and the right to log in.</summary>
    public static async Task SetPassword(NpgsqlConnection connection, string role, string password, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Sql.Run(connection, LetIn, new { Role = role, Password = password }, stop);
        await transaction.CommitAsync(stop);
    }
}
