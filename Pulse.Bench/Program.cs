Console.WriteLine("pulse bench");
